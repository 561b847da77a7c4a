/** Style sheets are imported for their effect; webpack turns them into the page's CSS. */
declare module '*.scss';
