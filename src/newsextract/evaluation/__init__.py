"""Records against gold: pairing, counting, and the floors that continuous integration keeps."""
