"""What several lists share: rows as frozen values behind Qt's model interface."""
