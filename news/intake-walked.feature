Intake: where the register has no service that fits, the row says whom the file names; where no scans are read, it says that too.
The keyboard stays on the page when the last file is filed. axe-core looks at the pages of the intake in the tests.
