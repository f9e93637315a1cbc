#!/usr/bin/env bash
# Lets decoders that have nothing to do with this project read what it encodes, and compares element by element.
#
#   eng/crosscheck.sh            everything; offline: messages in a file, no packet leaves or is captured
#
# Exit code 0: no difference, or a decoder could not be installed and said so. 1: a difference. 2: our own encoding failed.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2

here=eng/crosscheck
npm_version=2.6.7
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
  echo "crosscheck: skipped $1" >&2
  skipped="$skipped $1"
}

has() {
  command -v "$1" >/dev/null 2>&1 && return
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } >/dev/null 2>&1
  command -v "$1" >/dev/null 2>&1
}

skipped=
failed=0

if ! has node nodejs; then
  skip "everything: node, which compares, is missing and cannot be installed here (Debian's nodejs)."
  exit 0
fi

dotnet run --configuration Release --project Gateway.Host -- encode --jsonl --dialects "$here/dialects" "$here/messages.jsonl" >"$work/hex.jsonl" 2>"$work/encode.log"
if [ "$(grep -c '"hex"' "$work/hex.jsonl")" != "$(grep -c . "$here/messages.jsonl")" ]; then
  echo "crosscheck: not every message could be encoded:" >&2
  grep -v '"hex"' "$work/hex.jsonl" >&2
  tail -n 5 "$work/encode.log" >&2
  exit 2
fi

# charset: digits as characters or packed. binencode: bitmaps and binary elements as hex or raw.
shark() {
  node "$here/compare.mjs" pcap "$here/messages.jsonl" "$work/hex.jsonl" "$1" "$work/$1.txt" \
    && text2pcap -q -T 40000,8583 "$work/$1.txt" "$work/$1.pcap" >/dev/null 2>"$work/pcap.log" \
    && tshark -r "$work/$1.pcap" -T json -d tcp.port==8583,iso8583 \
      -o iso8583.len_endian:bigendian -o "iso8583.charset:$2" -o "iso8583.binencode:$3" >"$work/$1.json" 2>"$work/tshark.log" \
    || { echo "crosscheck: tshark did not run: $(tail -n 1 "$work/pcap.log" "$work/tshark.log" 2>/dev/null)" >&2; failed=1; return; }
  node "$here/compare.mjs" tshark "$here/messages.jsonl" "$1" "$work/$1.json" || failed=1
}

if has tshark tshark && command -v text2pcap >/dev/null 2>&1; then
  tshark --version 2>/dev/null | head -n 1
  cat <<'TEXT'
  It has tables of its own for 1987 and 1993. Never sent to it, because it cannot read them or reads them otherwise than the standard:
  - 53 (8 digits in its table, 16 in the standard) and 86 to 89 (15 digits, 16 in the standard);
  - where bitmaps are raw: tracks and raw binary elements (4.0 shows bytes behind them that are not theirs), 52, 55, 64, 96 and 128;
  - where digits are packed: an odd number of them in an element of variable length (it fills left, we right), signs, tracks, chip data,
    92 and 93 (digits in its table, characters in the standard), a last element of fewer than two characters (it reads past the end);
  - 2003, EBCDIC, a third bitmap; it looks into no element.
TEXT
  shark iso8583-1987-ascii ascii ascii
  shark iso8583-1987-mixed ascii bin
  shark iso8583-1987-bcd bcd bin
  shark iso8583-1993 ascii bin
else
  skip "tshark: it is missing and cannot be installed here (it takes root and Debian's packages)."
fi

if has npm npm && npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/npm" "iso_8583@$npm_version" >/dev/null 2>&1; then
  echo "iso_8583 $npm_version from npm"
  cat <<'TEXT'
  ASCII digits only. Hex bitmaps only as a pair: messages with one bitmap go with raw ones. Told to it, because its table differs from
  the standard's: 52, 64, 96 and 128 (8 bytes), 53 (16 digits), 58 and 118 to 122 (text). Never sent: 127 (it reads Postilion's), raw chip
  data (it reads bytes as text). No packed digits, no EBCDIC, no third bitmap; it looks into no element.
TEXT
  node "$here/compare.mjs" npm "$here/messages.jsonl" "$work/hex.jsonl" "$work/npm" || failed=1
else
  skip "iso_8583: npm or the package $npm_version cannot be installed here."
fi

exit "$failed"
