Short scans of Ofsted's reports on children's services are recognised: a table of grades that OCR reads across its columns is known by where its words stand.
