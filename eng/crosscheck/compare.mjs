// Holds what independent decoders read against what was encoded.
//
//   node compare.mjs pcap   MESSAGES HEX DIALECT OUT         hex for text2pcap, each message behind two length bytes
//   node compare.mjs tshark MESSAGES DIALECT TSHARK-JSON
//   node compare.mjs npm    MESSAGES HEX FOLDER-OF-NODE_MODULES
//
// Prints a line for each difference, then a line of figures; exit code 1 when there is a difference. Values are never printed: the
// messages hold test cards, and where to look is said by the element.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const lines = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const [verb, ...args] = process.argv.slice(2);

// Binary elements are shown in either case, and a track's separator is '=' or D.
const same = (one, other) => one.toUpperCase().replace(/=/g, "D") === other.toUpperCase().replace(/=/g, "D");

function compare(id, sent, seen) {
  const differences = [];
  for (const element of new Set([...Object.keys(sent), ...Object.keys(seen)])) {
    if (!(element in seen)) differences.push(`${id}: element ${element} was not decoded`);
    else if (!(element in sent)) differences.push(`${id}: element ${element} was decoded and never sent`);
    else if (!same(sent[element], seen[element])) differences.push(`${id}: element ${element} was decoded to another value`);
  }
  return differences;
}

function tell(what, messages, values, differences) {
  for (const difference of differences) console.log(`  DIFFERENT  ${what}, ${difference}`);
  console.log(`  ${what}: ${messages} messages, ${values} values, ${differences.length} differences`);
  process.exit(differences.length === 0 && messages > 0 ? 0 : 1);
}

// What only the npm package can read.
const isForTshark = (message) => !message.id.startsWith("npm-");

// The type is compared as an element of its own.
const sentOf = (message) => ({ 0: message.mti, ...message.elements });
const sum = (messages) => messages.reduce((total, message) => total + Object.keys(sentOf(message)).length, 0);

function pcap([messagesFile, hexFile, dialect, out]) {
  const hex = new Map(lines(hexFile).map((row) => [row.id, row.hex]));
  const dump = lines(messagesFile).filter((message) => message.dialect === dialect && isForTshark(message)).map((message) => {
    const body = hex.get(message.id);
    const frame = (body.length / 2).toString(16).padStart(4, "0") + body;
    // text2pcap: a new packet begins where the offset is 0.
    return frame.match(/.{1,32}/g).map((row, index) => `${(16 * index).toString(16).padStart(6, "0")} ${row.match(/../g).join(" ")}`).join("\n");
  });
  writeFileSync(out, dump.join("\n\n") + "\n");
}

function tshark([messagesFile, dialect, jsonFile]) {
  const messages = lines(messagesFile).filter((message) => message.dialect === dialect && isForTshark(message));
  const packets = JSON.parse(readFileSync(jsonFile, "utf8")).map((packet) => packet._source.layers.iso8583).filter(Boolean);
  const differences = packets.length === messages.length ? [] : [`${packets.length} messages were found and ${messages.length} sent`];
  packets.forEach((packet, index) => {
    const seen = { 0: packet["iso8583.mti"] };
    for (const [name, value] of Object.entries(packet)) {
      const element = /^iso8583\.bit(\d+)$/.exec(name)?.[1];
      if (element) seen[element] = String(value);
    }
    if (messages[index]) differences.push(...compare(messages[index].id, sentOf(messages[index]), seen));
  });
  tell(`tshark, ${dialect}`, messages.length, sum(messages), differences);
}

function npm([messagesFile, hexFile, folder]) {
  const Decoder = createRequire(`${folder}/`)("iso_8583");
  const hex = new Map(lines(hexFile).map((row) => [row.id, row.hex]));
  const format = (ContentType, LenType, MaxLen) => ({ ContentType, Label: "as in our dialect", LenType, MaxLen });
  // Where its table of elements is another one than the standard's: 53 is 16 digits, 58 and 118 to 122 are text.
  const common = { 53: format("n", "fixed", 16), 58: format("ans", "lllvar", 999) };
  for (const element of [118, 119, 120, 121, 122]) common[element] = format("ans", "lllvar", 999);
  const binary = (as) => Object.fromEntries([52, 64, 96, 128].map((element) => [element, format(as, "fixed", 16)]));
  // Its hex bitmaps are always two; without the second it reads binary ones alone.
  const forms = {
    "iso8583-1987-ascii": { takes: (message) => Object.keys(message.elements).some((element) => element > 64), formats: { ...common, ...binary("an") }, config: { bitmapEncoding: "utf8" } },
    "iso8583-1987-mixed": { takes: () => true, formats: { ...common, ...binary("b") }, config: {} },
  };
  const messages = lines(messagesFile).filter((message) => forms[message.dialect]?.takes(message));
  const differences = messages.flatMap((message) => {
    const { formats, config } = forms[message.dialect];
    const body = Buffer.from(hex.get(message.id), "hex");
    const seen = new Decoder({}, formats).getIsoJSON(Buffer.concat([Buffer.from([body.length >> 8, body.length & 255]), body]), config);
    return seen.error ? [`${message.id}: it was refused`] : compare(message.id, sentOf(message), seen);
  });
  tell("iso_8583, iso8583-1987-ascii and -mixed", messages.length, sum(messages), differences);
}

({ pcap, tshark, npm })[verb](args);
