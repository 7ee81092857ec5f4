// Asks a web server a number of times and prints each answer; run inside a member's network.
const [url = '', count = '1'] = process.argv.slice(2);
for (let asked = 0; asked < Number(count); asked++) {
  const response = await fetch(url, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5_000) });
  process.stdout.write(`${(await response.text()).trim()}\n`);
}
process.exit();
