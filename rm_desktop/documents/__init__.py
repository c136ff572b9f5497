"""Domain values to and from Loro documents; the only room that imports `loro`."""
