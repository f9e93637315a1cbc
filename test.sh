#!/usr/bin/env bash
# Installs what the tests need if it is missing, builds, runs every test, and ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")" || exit 1

if ! command -v dotnet >/dev/null 2>&1; then
  echo "The .NET 10 SDK is missing: install it from https://dot.net and run this again." >&2
  exit 1
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

echo "Fetching the NuGet packages that are missing, then building." >&2
if ! dotnet build Gateway.sln --configuration Release --nologo --verbosity quiet; then
  echo "The build failed." >&2
  echo "0 passed, 1 failed"
  exit 1
fi

dotnet test Gateway.Tests --configuration Release --no-build --nologo --logger "trx" --results-directory "$results" "$@"

# The runner's own exit code also says "no test ran", so the counters of its report are the truth.
cat "$results"/*.trx 2>/dev/null | awk '
  /<Counters / {
    match($0, /passed="[0-9]+"/); passed += substr($0, RSTART + 8, RLENGTH - 9)
    match($0, / failed="[0-9]+"/); failed += substr($0, RSTART + 9, RLENGTH - 10)
    match($0, /error="[0-9]+"/); failed += substr($0, RSTART + 7, RLENGTH - 8)
    match($0, /aborted="[0-9]+"/); failed += substr($0, RSTART + 9, RLENGTH - 10)
    match($0, /timeout="[0-9]+"/); failed += substr($0, RSTART + 9, RLENGTH - 10)
  }
  END {
    if (passed == 0 && failed == 0) { failed = 1 }
    printf "%d passed, %d failed\n", passed, failed
    exit failed > 0
  }'
