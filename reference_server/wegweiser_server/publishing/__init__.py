"""Class `static`: the same answers as a folder of files, written (`export`) and served (`serve --static`)."""
