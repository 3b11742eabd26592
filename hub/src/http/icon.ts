/** The icon of every page, served to strangers too: a dot in a ring, which says nothing about the room. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<circle cx="16" cy="16" r="12" fill="none" stroke="#4f86d9" stroke-width="4"/>
<circle cx="16" cy="16" r="5" fill="#4f86d9"/>
</svg>
`;
