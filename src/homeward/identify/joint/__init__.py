"""Who is who, jointly, in families and found people that compete?"""
