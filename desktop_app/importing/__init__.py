"""Tables and forms from outside: read in a child process, their columns guessed, their rows judged, nothing saved."""
