// A sheet that was opened to be printed prints itself; Esc leaves the printer's window and nothing is lost.
addEventListener("load", () => document.fonts.ready.then(() => print()));
