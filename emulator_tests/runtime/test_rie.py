"""The emulator harness tells every fate of an invocation apart."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from emulator.aws_lambda.emulator_process import Emulator
from emulator.errors import EmulatorDied
from emulator.processes.guardian import find_marked
from emulator.processes.marked_process import FOLDER, RUN
from emulator.settings import FunctionSettings

from ..fixtures import HandlerFolder, StartEmulator
from ..support.waiting import eventually

HANDLER = """
handler <- function(event, context) {
  message("on the way")
  switch(event$do,
    echo = event,
    fail = stop("no such luck"),
    exit = quit(status = 3),
    sleep = Sys.sleep(60),
    large = strrep("a", 6.5e6),
    tempdir = tempdir(),
    child = system("setsid sleep 600 >/dev/null 2>&1 & echo $!", intern = TRUE)
  )
}
"""


@pytest.fixture
def worker(start_emulator: StartEmulator, handler_folder: HandlerFolder) -> Emulator:
    settings = FunctionSettings(handler_folder(HANDLER), "handler.handler", timeout=2)
    return start_emulator(settings)


def test_an_answer_comes_back_with_the_function_log(worker: Emulator) -> None:
    invocation = worker.invoke({"do": "echo", "x": 1.5})
    assert invocation.error is None
    assert invocation.body == {"do": "echo", "x": 1.5}
    assert "on the way" in invocation.logs
    assert "(rapid)" not in invocation.logs


def test_a_failing_handler_is_a_function_error_and_the_next_event_is_answered(
    worker: Emulator,
) -> None:
    error = worker.invoke({"do": "fail"}).error
    assert error is not None
    assert error.kind == "function"
    assert "no such luck" in error.message
    assert worker.invoke({"do": "echo"}).error is None


def test_an_answer_that_looks_like_an_error_is_an_answer(worker: Emulator) -> None:
    lookalike = {"do": "echo", "errorType": "Not.One", "errorMessage": "all is well"}
    invocation = worker.invoke(lookalike)
    assert invocation.error is None
    assert invocation.body == lookalike


def test_a_runtime_that_exits_is_told_and_started_again(worker: Emulator) -> None:
    error = worker.invoke({"do": "exit"}).error
    assert error is not None
    assert (error.kind, error.type) == ("exit", "Runtime.ExitError")
    assert worker.invoke({"do": "echo"}).error is None


def test_a_slow_handler_times_out_and_the_runtime_is_started_again(worker: Emulator) -> None:
    error = worker.invoke({"do": "sleep"}).error
    assert error is not None
    assert error.kind == "timeout"
    assert error.message == "Task timed out after 2.00 seconds"
    assert worker.invoke({"do": "echo"}).error is None


def test_an_answer_over_six_megabytes_is_too_large(worker: Emulator) -> None:
    error = worker.invoke({"do": "large"}).error
    assert error is not None
    assert (error.kind, error.type) == ("too_large", "Function.ResponseSizeTooLarge")
    assert worker.invoke({"do": "echo"}).error is None


def test_a_handler_that_does_not_load_is_an_init_error(
    start_emulator: StartEmulator, handler_folder: HandlerFolder
) -> None:
    settings = FunctionSettings(handler_folder("handler <- function("), "handler.handler")
    error = start_emulator(settings).invoke({}).error
    assert error is not None
    assert error.kind == "init"
    assert "handler.R" in error.message


def test_a_dead_emulator_is_told_with_its_log(worker: Emulator) -> None:
    worker.invoke({"do": "echo"})
    worker.process.send_signal(9)
    with pytest.raises(EmulatorDied, match="gave no answer"):
        worker.invoke({"do": "echo"})


@pytest.mark.native
def test_processes_that_the_handler_started_end_with_the_emulator(worker: Emulator) -> None:
    child = int(worker.invoke({"do": "child"}).body)
    # In the middle of its exec a process has no environment yet to be found by.
    assert eventually(lambda: child in find_marked(RUN))
    worker.close()
    assert child not in find_marked(RUN)


def test_simultaneous_events_wait_for_each_other(worker: Emulator) -> None:
    events = [json.dumps({"do": "echo", "n": n}).encode() for n in range(20)]
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(worker.invoke, events))
    assert [answer.body["n"] for answer in answers] == list(range(20))


@pytest.mark.native
def test_temporary_files_stay_in_the_folder_of_the_run(worker: Emulator) -> None:
    folder = Path(worker.invoke({"do": "tempdir"}).body)
    assert folder.is_relative_to(FOLDER)
