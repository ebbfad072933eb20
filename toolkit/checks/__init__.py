"""CHECK. Takes submissions and the plan, gives findings. Must not change a value or make a total."""
