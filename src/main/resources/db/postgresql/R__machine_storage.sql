-- Room in each page for the next version of its rows: an update that finds it there touches no index.
alter table machine set (fillfactor = 80);
