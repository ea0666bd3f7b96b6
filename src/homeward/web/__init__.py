"""The pages of a workspace in a browser: each turns words into a call of one action, and its answer back into words.

Rights are decided by the actions alone, never in a template. Django keeps accounts and sessions; everything else stays
in the store of the workspace. Every page works without script and asks no other host for anything.

    configuring   the settings of Django, set once in a process
    served        the one workspace that this process serves, and who is at work in it
    guards        what stands before and behind every page: headers, idle time, uniform refusals
    pages         what pages share: tables, exports, forms, messages
    screens/      a module for each screen
    entry/        signing in and out, a second factor
"""
