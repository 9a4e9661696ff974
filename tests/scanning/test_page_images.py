"""Pages as pictures: upright, bounded, from a child that may be killed at any moment."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.scanning.page_images import Cancelled, PageImages, RenderWorker, ScanRefused
from tests.scanning import samples


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    child = RenderWorker()
    yield child
    child.close()


def is_red(pixels: bytes, at: int) -> bool:
    red, green, blue, alpha = pixels[4 * at : 4 * at + 4]
    return red > 200 and green < 80 and blue < 80 and alpha == 255


def test_pdf_pages_fit_the_asked_side_and_the_cap(worker: RenderWorker) -> None:
    images = PageImages(samples.pdf(2), worker)
    assert len(images) == 2
    page = images.page(1, 1000)
    assert (page.height, len(page.content)) == (1000, 4 * page.width * page.height)
    assert page.content[:4] == b"\xff\xff\xff\xff"
    for size in ((595, 842), (842, 595), (595.44, 842.04), (10, 14_000), (14_000, 10)):
        full = PageImages(samples.pdf(width=size[0], height=size[1]), worker).page(0, 99_999)
        assert max(full.width, full.height) <= 3508
    with pytest.raises(IndexError):
        images.page(2)


def test_png_form_is_a_png(worker: RenderWorker) -> None:
    page = PageImages(samples.pdf(), worker).page(0, 300, "png")
    with Image.open(io.BytesIO(page.content)) as image:
        assert image.size == (page.width, page.height)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_turn_is_made_upright(worker: RenderWorker, orientation: int) -> None:
    images = PageImages(samples.turned(orientation), worker)
    page = images.page(0)
    assert images.sizes == [(page.width, page.height)]
    assert (page.width, page.height) == ((60, 40) if orientation < 5 else (40, 60))
    last_row, last_column = page.width * (page.height - 1), page.width - 1
    corners = {1: 0, 2: last_column, 3: last_row + last_column, 4: last_row}
    corners |= {5: 0, 6: last_column, 7: last_row + last_column, 8: last_row}
    assert [at for at in sorted(set(corners.values())) if is_red(page.content, at)] == [corners[orientation]]


def test_transparent_and_deep_pictures_become_readable(worker: RenderWorker) -> None:
    clear = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(clear, "PNG")
    assert PageImages(clear.getvalue(), worker).page(0).content[:4] == b"\xff\xff\xff\xff"
    deep = io.BytesIO()
    Image.new("I;16", (20, 20), 0x8000).save(deep, "PNG")
    assert 120 <= PageImages(deep.getvalue(), worker).page(0).content[0] <= 136


def test_two_scans_may_take_turns(worker: RenderWorker) -> None:
    first, second = PageImages(samples.pdf(2), worker), PageImages(samples.picture(), worker)
    sizes = [(first.page(0, 100).height, second.page(0).height, first.page(1, 100).height) for _ in range(3)]
    assert sizes == [(100, 40, 100)] * 3


def test_the_second_page_does_not_start_the_child_again(worker: RenderWorker) -> None:
    images = PageImages(samples.pdf(5), worker)
    images.page(0, 800)
    started = time.monotonic()
    for index in range(1, 5):
        images.page(index, 800)
    assert time.monotonic() - started < 1


def test_a_slow_file_is_given_up_and_the_next_one_works() -> None:
    child = RenderWorker(seconds=0.01)
    try:
        with pytest.raises(ScanRefused) as caught:
            PageImages(samples.picture("PNG", (6000, 6000)), child)
        assert caught.value.reason == "terlalu_berat"
        child._seconds = 10
        assert PageImages(samples.pdf(), child).page(0, 50).height == 50
    finally:
        child.close()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_child_that_dies_between_pages_is_replaced(worker: RenderWorker) -> None:
    images = PageImages(samples.pdf(), worker)
    assert worker._process is not None
    os.kill(worker._process.pid, signal.SIGSEGV)
    assert images.page(0, 50).height == 50


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_file_that_always_breaks_the_child_counts_as_damaged() -> None:
    child = RenderWorker()
    stop = threading.Event()

    def shoot() -> None:
        while not stop.is_set():
            process = child._process
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGSEGV)
            time.sleep(0.001)

    thread = threading.Thread(target=shoot)
    thread.start()
    try:
        with pytest.raises(ScanRefused) as caught:
            PageImages(samples.pdf(), child)
        assert caught.value.reason == "rusak"
    finally:
        stop.set()
        thread.join()
        child.close()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_cancelling_frees_the_child_for_the_next_scan() -> None:
    child = RenderWorker()
    try:
        images = PageImages(samples.pdf(), child)
        assert child._process is not None
        os.kill(child._process.pid, signal.SIGSTOP)
        threading.Timer(0.1, images.cancel).start()
        started = time.monotonic()
        with pytest.raises(Cancelled):
            images.page(0)
        assert time.monotonic() - started < 5
        with pytest.raises(Cancelled):
            images.page(0)
        assert PageImages(samples.pdf(), child).page(0, 50).height == 50
    finally:
        child.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_the_child_is_confined_and_knows_no_secret(worker: RenderWorker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_PASSPHRASE", "sangat rahasia")
    worker.stop()
    PageImages(samples.pdf(), worker)
    assert worker._process is not None
    home = Path("/proc") / str(worker._process.pid)
    limits = {line[:25].strip(): line[25:].split()[0] for line in (home / "limits").read_text().splitlines()}
    assert limits["Max address space"] == str(1024**3)
    assert limits["Max file size"] == "0"
    assert limits["Max core file size"] == "0"
    assert b"sangat rahasia" not in (home / "environ").read_bytes()
    assert b"PySide6" not in (home / "maps").read_bytes()
