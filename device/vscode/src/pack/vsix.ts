import { strToU8, type Zippable, zipSync } from 'fflate';

/** What an editor reads of the packed `package.json`, and what its list of extensions shows. */
export type Packed = {
  name: string;
  publisher: string;
  version: string;
  displayName: string;
  description: string;
  /** Range of versions of the editor, such as `^1.97.0`. */
  engine: string;
};

/** One time for all files, so that the same sources give the same bytes. */
const WRITTEN = new Date(2026, 0, 1);

/**
 * A `.vsix`: a ZIP with the files under `extension/`, their media types by the Open Packaging Conventions, and the manifest that editors
 * and their marketplaces read (the layout that `vsce package` writes).
 */
export function vsix(packed: Packed, files: Readonly<Record<string, string>>): Uint8Array {
  const entries: Zippable = {
    '[Content_Types].xml': strToU8(contentTypes(Object.keys(files))),
    'extension.vsixmanifest': strToU8(manifest(packed)),
  };
  for (const [name, text] of Object.entries(files)) entries[`extension/${name}`] = strToU8(text);
  return zipSync(entries, { mtime: WRITTEN, level: 9 });
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  txt: 'text/plain',
  vsixmanifest: 'text/xml',
};

function contentTypes(names: readonly string[]): string {
  const endings = new Set(['vsixmanifest', ...names.map((name) => name.slice(name.lastIndexOf('.') + 1))]);
  const lines = [...endings].map((ending) => {
    const type = TYPES[ending];
    if (type === undefined) throw new Error(`no media type is known for .${ending}`);
    return `<Default Extension=".${ending}" ContentType="${type}"/>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${lines.join('')}</Types>\n`;
}

function manifest({ description, displayName, engine, name, publisher, version }: Packed): string {
  const written = [name, version, publisher, displayName, description, engine].map(escapeXml);
  const [id, number, by, title, words, range] = written;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${id}" Version="${number}" Publisher="${by}"/>
    <DisplayName>${title}</DisplayName>
    <Description xml:space="preserve">${words}</Description>
    <Tags></Tags>
    <Categories>Other</Categories>
    <GalleryFlags></GalleryFlags>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${range}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionPack" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="ui,workspace"/>
      <Property Id="Microsoft.VisualStudio.Code.LocalizedLanguages" Value=""/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/readme.md" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
