"""Why a person is in or out of a plan, what would change it, what each rule costs, and which deals are fair."""
