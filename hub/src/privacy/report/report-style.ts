import type { SessionReport } from '@invigil/contract';
import type { Speech } from './report-speech.js';

/** Two inks and lines: nothing is told by colour, so that it reads the same on any printer. */
const STYLE = `:root{color-scheme:light;--ink:#111;--quiet:#4a4f55;--line:#8a8f95}
*{box-sizing:border-box}
body{font:11pt/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:#fff;max-width:50rem;margin:2rem auto;padding:0 1rem}
h1{font-size:18pt;line-height:1.2;margin:0 0 .2rem}
h2{font-size:13pt;line-height:1.25;margin:1.8rem 0 .5rem;padding-top:.5rem;border-top:2px solid var(--ink)}
h3{font-size:11pt;margin:1rem 0 .3rem}
p,ul,dl,figure{margin:.4rem 0}
.quiet,figcaption,th{color:var(--quiet)}
table{border-collapse:collapse;width:100%;margin:.5rem 0;font-size:9.5pt;line-height:1.35}
th,td{border-bottom:1px solid var(--line);padding-block:.25rem;padding-inline:0 .8rem;text-align:start;vertical-align:top}
th{font-weight:500}
td.hash,dd.hash,code{font:8.5pt/1.4 ui-monospace,"DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
td,th,time{font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
.incident{border:1px solid var(--line);border-radius:4px;padding:.4rem .8rem .6rem;margin:.8rem 0}
.incident h3{margin:.2rem 0}
.pictures{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:.6rem}
.pictures img{display:block;width:100%;height:auto;border:1px solid var(--line)}
figcaption{font-size:9pt}
td.brief{white-space:nowrap}
.verdict{border:1.5px solid var(--ink);border-radius:4px;padding:.4rem .8rem;font-weight:600}
.axis,.ends{direction:ltr}
.axis{display:block;width:100%;height:26px;margin:.5rem 0 .1rem}
.ends{display:flex;justify-content:space-between;font-size:9pt;color:var(--quiet)}
.values{columns:2;column-gap:2rem;font-size:8.5pt}
.values div{display:flex;justify-content:space-between;gap:.6rem;break-inside:avoid;border-bottom:1px solid #d5d8db}
.values span{overflow-wrap:anywhere}
@media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}.values{columns:1}}
@media print{body{margin:0;padding:0;max-width:none;font-size:10pt}
h2,h3,h2+.quiet{break-after:avoid}figure,tr,.verdict,dt,dd{break-inside:avoid}thead{display:table-header-group}
.incident.short{break-inside:avoid}.pictures{grid-template-columns:1fr 1fr 1fr}a{color:inherit;text-decoration:none}}`;

/**
 * The style of a report. The size of the paper is the printer's, A4 or Letter; each page says of what it is, and which it is of how many.
 * Names of places and sessions hold no character that CSS would take for its own.
 */
export function reportStyle({ room, seat, session }: SessionReport, { dir, texts }: Speech): string {
  const { before, behind, between } = texts.pageOf;
  const [start, end] = dir === 'ltr' ? ['left', 'right'] : ['right', 'left'];
  const foot = 'font:8pt system-ui,sans-serif;color:#4a4f55';
  return `${STYLE}
@page{margin:16mm 15mm 18mm;@bottom-${start}{content:"${texts.title(session, `${room}/${seat}`)}";${foot}}@bottom-${end}{content:"${before}" counter(page) "${between}" counter(pages) "${behind}";${foot}}}`;
}
