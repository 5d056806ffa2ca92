A text index for catalogs that stands beside the database: stemming, phrases across pages, accents folded, and it comes back by itself when it is lost.
