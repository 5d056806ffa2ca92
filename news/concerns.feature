Commissioners raise concerns about a service by a form whose questions administrators edit; where a child is at risk it keeps nothing and shows the authority's own procedure.
