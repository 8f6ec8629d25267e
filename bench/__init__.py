"""What is measured beside a baseline in one run, as ratios with spread; `python3 dev.py bench` prints the table."""
