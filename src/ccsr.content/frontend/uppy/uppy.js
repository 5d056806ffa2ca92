/* What the upload page needs of uppy, as one script for all browsers. */
export { default as Uppy } from "@uppy/core";
export { default as Tus } from "@uppy/tus";
