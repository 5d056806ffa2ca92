The portal runs on several hosts with PostgreSQL and Redis; ``bin/ccsr migrate-storage`` moves it there from one.
