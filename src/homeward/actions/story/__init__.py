"""An invented story in a workspace: lists, readings, remains with DNA, talks, two rounds, pledges kept and late.

It is told by the same actions that people use, by invented people of each role, so that whoever tries Homeward sees a
workspace in the middle of its work. Nobody in it exists.
"""
