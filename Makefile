# 有据: every target may be run again and does only what has changed.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 7860
BROWSER ?= 1
# Checks the pages' accessibility in the browser tests; never served, never committed.
AXE_VERSION := 4.10.3
AXE_SHA256 := 880970c081707360e64f34cea25ff91892f5bc95675b0776925b9709dd8a68bb
AXE := .make/axe-$(AXE_VERSION).js
export GRADIO_ANALYTICS_ENABLED = False
export HF_HUB_OFFLINE = 1
export TOKENIZERS_PARALLELISM = false
# One device's worth of OpenMP spinning is enough on a small machine.
export OMP_WAIT_POLICY = passive
# Some images set it: each of the hundred processes of the tests would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: system-deps install index run test check lint types accuracy eval clean axe

system-deps: ## Debian packages that the browser tests need: chromium, Chinese fonts, npm, and nginx for the embed kit
	@if command -v chromium >/dev/null && command -v npm >/dev/null && test -n "$$(PATH=$$PATH:/usr/sbin command -v nginx)" && fc-list 2>/dev/null | grep -qi 'noto.*cjk'; then echo "系统依赖已就绪"; \
	elif command -v apt-get >/dev/null; then \
	  SUDO=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk nginx-light npm; \
	else echo "请用系统的软件包管理器安装 chromium、npm、nginx 和中文字体（fonts-noto-cjk）"; exit 1; fi

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更高版本" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -q -c constraints.txt -e '.[test]'
	touch $@

install: $(VENV)/.installed ## .venv with what pyproject.toml names, at the versions of constraints.txt

index: install ## clauses -> index; only passages whose text is new are embedded
	$(BIN)/python -m index

run: index ## serve on 127.0.0.1:7860
	$(BIN)/python ui.py --host $(HOST) --port $(PORT)

$(AXE):
	@command -v npm >/dev/null || { echo "无障碍检查需要 npm（用来取 axe-core）：请先运行 make system-deps"; exit 1; }
	@mkdir -p .make/axe && cd .make/axe && npm pack --silent axe-core@$(AXE_VERSION) >/dev/null && tar -xzf axe-core-$(AXE_VERSION).tgz package/axe.min.js
	@echo "$(AXE_SHA256)  .make/axe/package/axe.min.js" | sha256sum -c --quiet
	@mv .make/axe/package/axe.min.js $@ && rm -rf .make/axe

axe: $(AXE) ## axe-core from npm, at the pinned version, into a folder that git ignores

lint: install ## formatting and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

accuracy: index ## the development questions are fit to measure with, and nothing is below eval/gate.toml
	$(BIN)/python -m eval check
	$(BIN)/python -m eval gate

# Files of tests side by side, one process for each core; the browser tests measure time and run alone.
UNIT := $(BIN)/python -m pytest -q -m "not browser" -n auto --maxprocesses 4 --dist loadfile
# The gate has asked every development question and held each piece of each reply to be verbatim; `make check` has no gate.
PROVED := --deselect tests/assistant/test_assistant_verbatim.py

check: index lint types ## formatting, lint, types, tests without a browser
	$(UNIT)

# mypy and the questions keep one core each: side by side they take as long as the longer one.
test: index ## everything that CI runs
	$(MAKE) --no-print-directory -j2 --output-sync=target lint types accuracy
	$(UNIT) $(PROVED)
ifeq ($(BROWSER),0)
	@echo "BROWSER=0：浏览器测试没有运行"
else
	$(MAKE) --no-print-directory axe
	$(BIN)/python -m pytest -q -m browser tests
endif

eval: index ## accuracy on the development questions, beside two fixed-window baselines
	mkdir -p reports
	$(BIN)/python -m eval --json reports/eval.json --html reports/eval.html

clean:
	rm -rf $(VENV) index/built .mypy_cache .ruff_cache .pytest_cache
