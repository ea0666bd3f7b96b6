"""Send many generated requests to every operation: python -m tests.web.machine.long [EXAMPLES-OF-EACH]"""

import sys
import tempfile
from pathlib import Path

from django.core.management import call_command

import conftest  # noqa: F401  the settings of Django
from tests.web import told
from tests.web.machine.conftest import Program
from tests.web.machine.generated import ENDS_WORK, SCHEMA, ask


def main(n_examples):
    call_command("migrate", verbosity=0, interactive=False)
    n_wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        story = told.tell(Path(folder) / "story")
        with told.served(story, Path(folder) / "w") as made:
            ids = told.ids_of(made, story)
            for operation in (one.ok() for one in SCHEMA.get_all_operations()):
                name = operation.definition.raw["operationId"]
                if name in ENDS_WORK:
                    continue
                programs = {role: Program(who) for role, who in told.WHO.items()}
                heard = ask(operation, programs, ids, n_examples=n_examples)
                n_wrong += len(heard.wrong)
                print(f"{name}: {heard.n_asked} asked, {heard.n_done} done, wrong: {heard.wrong[:3]}", flush=True)
    return n_wrong


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100) > 0)
