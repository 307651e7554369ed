"""`schemes feel`: one expression evaluated and explained, or many by the protocol of the TCK measure."""
