INSERT INTO product (id, name, price, slug) VALUES (1, 'Tea', '2.50', 'tea'), (2, 'Sugar', '0.05', 'sugar'), (7, 'Cake', '12.00', 'cake');
DELETE FROM product WHERE id = 7;
INSERT INTO product_total (products, price) VALUES (2, '2.55');
