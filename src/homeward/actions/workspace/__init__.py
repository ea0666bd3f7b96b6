"""What people do in a workspace: every act checked, signed and kept in one transaction."""
