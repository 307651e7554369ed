"""Cases: situations beside each scheme, with what the rules must answer; reading them and running them."""
