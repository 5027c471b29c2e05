"""What a condition, an exercise, a technique, a clinic and a plan are."""
