#!/usr/bin/env bash
# Fuzzes the codec under afl-fuzz, guided by what its code was made to do.
#
#   eng/fuzz.sh [MINUTES]        minutes for all targets together, 10 unless said otherwise
#
#   FUZZ_TARGETS="tlv frame"     these alone; all that `Gateway.Fuzz targets` names unless said otherwise
#   FUZZ_JOBS=1                  how many run side by side; as many as there are cores unless said otherwise
#
# Exit code 0: nothing was found. 1: an input broke a promise and stands in Gateway.Fuzz/Finds. 2: it could not run.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

minutes=${1:-10}
work=Gateway.Fuzz/obj/afl
app=$work/app
finds=Gateway.Fuzz/Finds

cannot() {
  echo "fuzz: $1" >&2
  exit 2
}

case $minutes in
  '' | *[!0-9]* | 0) cannot "minutes are a whole number above 0, not '$minutes'." ;;
esac

if ! command -v afl-fuzz >/dev/null 2>&1; then
  echo "fuzz: afl-fuzz is missing; installing Debian's afl++." >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends afl++; } >/dev/null 2>&1
  command -v afl-fuzz >/dev/null 2>&1 || cannot "afl++ cannot be installed here (it takes root and Debian's packages): install afl-fuzz and run this again."
fi

rm -rf "$app" "$work/in" "$work/out"
mkdir -p "$work"
if [ ! -x "$work/tools/sharpfuzz" ]; then
  dotnet tool install sharpfuzz.commandline --version 2.3.0 --tool-path "$work/tools" >"$work/tool.log" 2>&1 \
    || cannot "the tool sharpfuzz.commandline 2.3.0 cannot be installed: $(tail -n 1 "$work/tool.log")"
fi

dotnet publish Gateway.Fuzz --configuration Release --output "$app" --nologo --verbosity quiet >"$work/build.log" 2>&1 \
  || cannot "the build failed: see $work/build.log."
# The codec and nothing else: the targets' own branches would only distract.
"$work/tools/sharpfuzz" "$app/Gateway.Iso8583.dll" >"$work/instrument.log" 2>&1 || cannot "Gateway.Iso8583.dll cannot be instrumented: see $work/instrument.log."

fuzz() { dotnet "$app/Gateway.Fuzz.dll" "$@"; }

targets=${FUZZ_TARGETS:-$(fuzz targets)}
jobs=${FUZZ_JOBS:-$(nproc)}
count=$(wc -w <<<"$targets")
rounds=$(((count + jobs - 1) / jobs))
seconds=$((minutes * 60 / rounds))
[ "$seconds" -gt 0 ] || cannot "$minutes minutes are too few for $count targets."
echo "fuzz: $count targets, $jobs side by side, $seconds s each; $(afl-fuzz -h 2>&1 | grep -o 'afl-fuzz++[0-9a-z.]*' | head -n 1), $(date -u +%Y-%m-%d)"

export AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 DOTNET_gcConcurrent=0

one() {
  local target=$1 words=()
  fuzz seeds "$target" Gateway.Fuzz/Corpus "$work/in/$target" || return
  [ -f "Gateway.Fuzz/Dictionaries/$target.dict" ] && words=(-x "Gateway.Fuzz/Dictionaries/$target.dict")
  mkdir -p "$work/out/$target"
  afl-fuzz -i "$work/in/$target" -o "$work/out/$target" -V "$seconds" -t 10000 -m none -G 4096 "${words[@]}" \
    -- dotnet "$app/Gateway.Fuzz.dll" fuzz "$target" >"$work/out/$target/log" 2>&1
}

for target in $targets; do
  while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; done
  one "$target" &
done
wait

figure() { awk -F ' *: *' -v name="$2" '$1 == name { print $2 }' "$work/out/$1/default/fuzzer_stats" 2>/dev/null; }

failed=0
printf '%-26s %12s %8s %8s %8s %8s\n' target executions per-s paths crashes hangs
for target in $targets; do
  execs=$(figure "$target" execs_done)
  if [ -z "$execs" ]; then
    echo "$target did not run: see $work/out/$target/log."
    failed=2
    continue
  fi

  printf '%-26s %12s %8s %8s %8s %8s\n' "$target" "$execs" "$(figure "$target" execs_per_sec)" "$(figure "$target" corpus_count)" \
    "$(figure "$target" saved_crashes)" "$(figure "$target" saved_hangs)"
  for found in "$work/out/$target/default/crashes/id:"* "$work/out/$target/default/hangs/id:"*; do
    [ -f "$found" ] || continue
    mkdir -p "$finds/$target"
    fuzz hex "$found" >"$finds/$target/$(sha1sum "$found" | cut -c 1-10).hex"
    [ "$failed" -eq 2 ] || failed=1
  done
done

[ ! -d "$finds" ] || echo "fuzz: finds are in $finds; look at one with: dotnet run --project Gateway.Fuzz -- run TARGET FILE"
exit "$failed"
