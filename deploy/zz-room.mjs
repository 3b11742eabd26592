import { openBrowser, logIn } from './src/system/browser.ts';
import { ScriptedSeat, SCRIPTED_BOOT } from './src/system/scripted-seat.ts';
import { film, openTestRoom } from './src/system/test-room.ts';
const cams = {}; for (let i = 1; i <= 250; i++) cams[`s${i}`] = film('calm', { loop: false });
const { room, close } = await openTestRoom(cams, { columns: 16 });
const browser = await openBrowser();
const seats = []; let beat;
try {
  await room.startHub();
  const page = await logIn(browser, room, room.addUser('ada', 'admin'));
  await page.locator('invigil-seat-tile').first().waitFor();
  for (let i = 1; i <= 250; i++) seats.push(await ScriptedSeat.connect(room, `s${i}`));
  const now = Date.now();
  for (const [i, kind] of [[17, 'covered'], [60, 'phone']]) await seats[i].tell({ type: 'signal-opened', signal: { id: `${SCRIPTED_BOOT}-1`, kind, source: 'camera', startedAt: now - 9000, openedAt: now - 5000, endedAt: null, confidence: 0.9 } });
  let n = 0;
  beat = setInterval(() => { n++; seats.forEach((x, i) => { if (i > 240) return; void x.tell({ type: 'risk', risk: { score: i === 60 ? 60 : i % 40 === 5 ? 25 + (n % 5) : n % 9, level: i === 60 ? 'alert' : i % 40 === 5 ? 'watch' : 'calm', contributions: [] } }); }); }, 1000);
  await page.waitForTimeout(9000);
  await page.evaluate(() => { globalThis.long = []; new PerformanceObserver((l) => l.getEntries().forEach((e) => globalThis.long.push(Math.round(e.duration)))).observe({ type: 'longtask' }); });
  const client = await page.context().newCDPSession(page); await client.send('Performance.enable');
  const m = async () => Object.fromEntries((await client.send('Performance.getMetrics')).metrics.map((x) => [x.name, x.value]));
  const a = await m(); await page.waitForTimeout(15000); const b = await m();
  console.log('long', await page.evaluate(() => globalThis.long), 'task s', b.TaskDuration - a.TaskDuration, 'script', b.ScriptDuration - a.ScriptDuration, 'style', b.RecalcStyleDuration - a.RecalcStyleDuration, 'layout', b.LayoutDuration - a.LayoutDuration);
  await page.screenshot({ path: '/tmp/room-250.png' });
  await page.keyboard.press('+'); await page.keyboard.press('+'); await page.keyboard.press('+');
  await page.screenshot({ path: '/tmp/room-250-zoom.png' });
} finally { clearInterval(beat); await browser.close(); await close(); }
process.exit(0);
