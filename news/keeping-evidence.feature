Clause 5.5 shows how many contacts of providers have acknowledged that they must tell the inspectorate directly; whether lessons were acted on is told of past quarters too.
