/** No net and no class of this project reads emotion, age, gender or race; such a word in a name gives one away. */
export const forbiddenWord = /emotion|expression|\bage|gender|\bsex|race|ethnic/i;
