"""What does everybody weigh against everybody, by look-up?"""
