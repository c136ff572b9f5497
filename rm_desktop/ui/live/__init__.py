"""What makes two laptops one room: changes and news carried to and fro, and who is here."""
