import { LANGUAGES, type SpokenLanguage } from '@invigil/contract';

/** A page that strangers are shown: no script, and nothing about the room. @param main HTML below the product's name */
export function plainPage(language: SpokenLanguage, title: string, main: string): string {
  return `<!doctype html>
<html lang="${language}" dir="${LANGUAGES[language].dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/login.css">
</head>
<body>
<main>
<h1>Invigil</h1>
${main}</main>
</body>
</html>
`;
}
