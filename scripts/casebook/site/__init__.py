"""All pages together, and the engines that write them."""
