Find orders results by score within a narrow filter too, a service of 200 documents is concealed in under half a second, and the text index is made anew three times as fast.
