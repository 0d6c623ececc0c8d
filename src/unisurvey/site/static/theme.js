/* Before anything is painted: the theme that was chosen here, else that of the system. */
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* no storage: the system decides */ }
