The language that you choose is kept with your account: another browser begins with it, and letters are written in it.
