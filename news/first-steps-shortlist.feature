The first steps and "Your first hour" tell of comparing, shortlists and the map.
