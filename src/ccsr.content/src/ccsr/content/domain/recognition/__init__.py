"""Recognition: what a paper of an inspectorate says about itself.

One module a framework, each a named utility of ``IRecogniser`` (``recognition.zcml``);
``read`` asks all of them. A recogniser reads as a person does: headings, the sentence or
the table that states a thing. What is not certain is left out or marked, never guessed.
"""

from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.contract import read
from ccsr.content.domain.recognition.values import Box
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.values import Reading
from ccsr.content.domain.recognition.values import Subject


__all__ = ["Box", "Found", "IRecogniser", "Paper", "Passage", "read", "Reading", "Subject"]
