"""What a screen can ask for, one module per capability; every mutation returns `Changes`."""
