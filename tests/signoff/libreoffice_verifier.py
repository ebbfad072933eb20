"""What LibreOffice says of the signatures of Word files; run by the Python that has its `uno` module, and prints JSON.

python3 libreoffice_verifier.py FOLDER FILE...      FOLDER: for a profile of its own; cert9.db there: who is trusted
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.embed.ElementModes import READ
from com.sun.star.embed.StorageFormats import ZIP

SECONDS = 60


def verify(folder: Path, files: list[str]) -> list[list[dict[str, object]]]:
    pipe = f"raport{os.getpid()}"
    address = f"pipe,name={pipe};urp;StarOffice.ComponentContext"
    command = [shutil.which("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--norestore", "--nolockcheck", f"--accept=pipe,name={pipe};urp;"]
    environment = {**os.environ, "MOZILLA_CERTIFICATE_FOLDER": f"sql:{folder}"}
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    office = subprocess.Popen(command, env=environment, start_new_session=True, **silent)
    try:
        context = connect(address)
        answers = [signatures(context, Path(file)) for file in files]
        context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context).terminate()
        office.wait(timeout=SECONDS)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, 9)
    return answers


def connect(address: str) -> object:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(SECONDS * 5):
        try:
            return resolver.resolve(f"uno:{address}")
        except NoConnectException:
            time.sleep(0.2)
    raise TimeoutError("LibreOffice does not answer")


def signatures(context: object, file: Path) -> list[dict[str, object]]:
    manager = context.ServiceManager
    factory = manager.createInstanceWithContext("com.sun.star.embed.StorageFactory", context)
    option = PropertyValue(Name="StorageFormat", Value=ZIP)
    arguments = (file.as_uri(), READ, uno.Any("[]com.sun.star.beans.PropertyValue", (option,)))
    storage = uno.invoke(factory, "createInstanceWithArguments", (arguments,))
    checker = manager.createInstanceWithContext("com.sun.star.security.DocumentDigitalSignatures", context)
    return [
        {
            "valid": bool(found.SignatureIsValid),
            "status": int(found.CertificateStatus),
            "partial": bool(found.PartialDocumentSignature),
            "subject": found.Signer.SubjectName if found.Signer else "",
            "date": f"{found.SignatureDate:08d}",
        }
        for found in checker.verifyDocumentContentSignatures(storage, None)
    ]


if __name__ == "__main__":
    print(json.dumps(verify(Path(sys.argv[1]), sys.argv[2:])))  # noqa: T201  the answer
