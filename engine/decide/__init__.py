"""One situation on one day: status, amounts, held contracts, the best combination."""
