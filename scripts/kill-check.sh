#!/usr/bin/env bash
# Kills the program twenty times under load and starts it again on what it left: it must start each time and its query log must be
# readable. Prints for each round how many rows were lost. Usage: scripts/kill-check.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/.."

BKD_TEST_KILL_ROUNDS="${1:-20}" dotnet test BhaiKaDns.Tests --logger "console;verbosity=normal" \
  --filter "FullyQualifiedName~StopAndKillTests.Kill_UnderLoad"
