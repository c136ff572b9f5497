"""What comes in and goes out as files: packs of prompts, exports, and what ships as data."""
