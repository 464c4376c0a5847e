"""What many values share: plain JSON, both ways, and tables that become frames."""
