What is missing or hidden is answered without a page where nobody would see one: for pictures, styles and scripts.
