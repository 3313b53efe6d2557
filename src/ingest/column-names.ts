import type { Field } from '../core/order-file.ts';

/**
 * Names of columns in the wild, in order of preference, as lower-case letters and digits only: "Invoice No." and
 * `invoice_no` are both `invoiceno`. Exports of shops of which more is known are in `presets`.
 */
export const COLUMN_NAMES: Readonly<Record<Field, readonly string[]>> = {
  customer: words(`
    customerid customerno customernumber customernr customercode customerkey customeruniqueid custid custno customerref
    clientid clientno clientnumber clientcode userid buyerid memberid membernumber accountid accountno accountnumber
    shopperid contactid householdid loyaltyid patronid kundennummer kundennr kundenid kundeid kundenno
    idclient numclient numeroclient noclient nclient codeclient idcliente clienteid codigocliente numerocliente numcliente
    customer client buyer user shopper member kunde cliente buyerusername username
    customeremail email emailaddress buyeremail useremail clientemail billingemail emailbilling contactemail mail
    kundenemail emailadresse courriel adresseemail emailclient correo correoelectronico emailcliente
    customername buyername clientname fullname kundenname nomclient nomduclient nombrecliente nombredelcliente
    billtoname billingname`),
  order: words(`
    invoiceno invoicenumber invoiceid invoicenr invoice orderid orderno ordernumber ordernr ordernum order ordername
    orderref orderreference orderkey amazonorderid salesorderid salesordernumber purchaseorderid saleid salesid saleno
    salenumber transactionid transactionno transactionnumber transactionref transaction receiptid receiptno receiptnumber
    receipt basketid cartid checkoutid bookingid ticketnumber documentno docno
    bestellnummer bestellnr bestellid bestellung auftragsnummer auftragsnr auftragsid auftrag rechnungsnummer rechnungsnr
    rechnung belegnummer belegnr idcommande commandeid numerocommande numerodecommande numcommande nocommande ncommande
    commande facture numerofacture nofacture nfacture idpedido pedidoid numeropedido numerodepedido npedido pedido
    idfactura numerofactura nfactura factura paymentid chargeid id`),
  date: words(`
    invoicedate invoicedatetime orderdate orderdatetime ordertime ordertimestamp ordercreated ordercreatedat
    orderedat orderedon ordered dateordered dateoforder orderpurchasetimestamp createdat createdatutc createdutc created
    createdon createddate creationdate datecreated purchasedate purchasedat purchasedon datepurchased dateofpurchase
    saledate salesdate saletime datesold transactiondate transactiondatetime transactiontime transactiontimestamp
    receiptdate bookingdate date datetime timestamp dateutc paidat datepaid paidon paymentdate paymentsdate processedat
    bestelldatum bestelltam auftragsdatum rechnungsdatum kaufdatum belegdatum buchungsdatum verkaufsdatum erstelltam datum
    datecommande datedecommande datedelacommande dateachat datedachat datefacture datevente
    fechapedido fechadepedido fechacompra fechadecompra fechafactura fechaventa fecha day time`),
  quantity: words(`
    quantity qty quantitypurchased quantityordered qtyordered quantitysold qtysold orderquantity orderqty itemquantity
    itemqty lineitemquantity lineitemqty productquantity units unitssold unitcount numberofcds numberofunits
    numberofitems itemcount itemsordered pieces pcs count totalquantity
    menge anzahl stuck stuckzahl stueck bestellmenge quantite qte qtecommandee quantitecommandee nombre
    cantidad cant unidades ctd`),
  price: words(`
    unitprice priceperunit pricepreunit priceperitem priceeach itemprice lineitemprice price productprice saleprice
    sellingprice salesprice retailprice itemcost unitamount rate
    einzelpreis stuckpreis stueckpreis preis verkaufspreis artikelpreis prixunitaire prixunitairettc prixunitaireht prix
    prixdevente preciounitario preciounidad precio preciodeventa pvp`),
  amount: words(`
    linetotal lineamount linevalue linerevenue lineitemtotal lineprice itemtotal orderlinetotal extendedprice
    extendedamount totalprice netsales netamount salesamount saleamount orderamount ordervalue ordertotal
    ordertotalamount ordertotalinctax ordertotalextax orderrevenue totalamount amounttotal amount transactionamount
    transactionvalue purchaseamount paymentvalue paymentamount amountpaid totalpaid totalspent spend spent invoicetotal
    invoiceamount grandtotal grandtotalpurchased grandtotalbase dollarvalue dollars revenue totalrevenue sales totalsales
    turnover total totalcollected totalvalue value nettotal subtotal subtotalinctax grosssales grossamount convertedamount
    umsatz betrag gesamtbetrag gesamtsumme gesamtpreis gesamt summe bestellwert rechnungsbetrag warenwert nettobetrag
    bruttobetrag nettoumsatz montant montanttotal montantttc montantht totalttc totalht prixtotal chiffreaffaires ca
    importe importetotal monto montototal valor preciototal totalpedido ventas`),
  product: words(`
    stockcode sku productsku itemsku lineitemsku productid productcode productno productnumber itemid itemcode itemno
    itemnumber articleid articleno articlenumber asin artikelnummer artikelnr artikelid refproduit referenceproduit
    codeproduit idproduit codigoproducto idproducto productname product producttitle itemname item lineitemname
    articlename article title productdescription itemdescription description artikel artikelname artikelbezeichnung
    produkt produktname bezeichnung produit nomproduit designation libelle producto nombreproducto articulo descripcion`),
  title: words(`
    productname producttitle itemname lineitemname articlename title productdescription itemdescription description
    item product article artikelname artikelbezeichnung produktname bezeichnung nomproduit designation libelle
    nombreproducto articulo descripcion`),
  category: words(`
    category productcategory categoryname productcategoryname itemcategory productcategoryid categoryid producttype
    productgroup productline department kategorie produktkategorie warengruppe categorie categorieproduit categoria`),
  country: words(`
    country customercountry billingcountry countrybilling countrycodebilling billcountry billingcountrycode
    shippingcountry shipcountry shippingcountrycode countryname countrycode countryregion land rechnungsland lieferland
    pays paysfacturation pais`),
  channel: words(`
    channel saleschannel orderchannel salechannel marketingchannel ordersource purchasepoint source platform marketplace
    utmsource trafficsource kanal vertriebskanal verkaufskanal canal canaldevente canaldeventa`),
  status: words(`
    orderstatus status financialstatus paymentstatus orderstate transactionstatus itemstatus bestellstatus auftragsstatus
    statut statutcommande etat estado estadopedido`),
  currency: words(`
    currency currencycode ordercurrency ordercurrencycode currencyiso paymentcurrency wahrung waehrung devise monnaie
    moneda divisa`),
  age: words(`
    agerange agegroup ageband agebracket customeragerange customeragegroup customerage age
    altersgruppe altersklasse alter trancheage tranchedage groupedage age edad rangodeedad grupodeedad`),
  signup: words(`
    signupdate signupat signedupat signedupon signup registrationdate registeredat registeredon dateregistered
    customersince membersince joindate joinedat joinedon datejoined accountcreated accountcreatedat customercreatedat
    anmeldedatum registrierungsdatum kundeseit dateinscription datedinscription clientdepuis
    fecharegistro fechaderegistro fechaalta fechadealta`),
};

interface Pattern {
  readonly has: RegExp;
  readonly not: RegExp;
}

/** Names that contain what a column means, tried after the table, on words: "Order Total (EUR)" is `order total eur`. */
export const COLUMN_PATTERNS: Readonly<Partial<Record<Field, readonly Pattern[]>>> = {
  customer: [
    {
      has: /\b(customers?|cust|clients?|buyer|shopper|member|user|kunden?|cliente)\b.*\b(id|no|nr|num|number|code|key|ref)\b/,
      not: /\b(group|segment|type|store|order)\b/,
    },
    { has: /\be ?mail\b/, not: /\b(marketing|consent|opt|sent|status|staff|seller|vendor)\b/ },
  ],
  order: [
    {
      has: /\b(orders?|invoice|transaction|receipt|sale|sales|bestell\w*|rechnung\w*|auftrag\w*|commande|facture|pedido|factura)\b.*\b(id|no|nr|num|number|code|key|ref|reference)\b/,
      not: /\b(item|line|date|purchase order|customer|product)\b/,
    },
  ],
  date: [
    {
      has: /\b(order|ordered|invoice|purchase|purchased|sale|sales|transaction|created|creation)\b.*\b(date|time|datetime|timestamp|at|on)\b/,
      not: /\b(ship\w*|deliver\w*|due|update\w*|zone)\b/,
    },
    {
      has: /\b(date|datum|fecha|timestamp)\b/,
      not: /\b(ship\w*|deliver\w*|due|birth\w*|update\w*|modif\w*|fulfil\w*|cancel\w*|refund\w*|return\w*|expir\w*|dispute|start|end|first|last)\b/,
    },
  ],
  quantity: [
    {
      has: /\b(quantity|qty|menge|anzahl|quantite|cantidad)\b/,
      not: /\b(refund\w*|return\w*|stock|available|shipped|cancel\w*)\b/,
    },
  ],
  price: [
    {
      has: /\b(price|preis|prix|precio)\b/,
      not: /\b(compare|ship\w*|tax|total|list|original|discount\w*|wrap|point|designation|tier)\b/,
    },
  ],
  amount: [
    {
      has: /\b(total|amount|revenue|sales|turnover|umsatz|betrag|montant|importe|monto)\b/,
      not: /\b(tax\w*|vat|discount\w*|ship\w*|refund\w*|fee|fees|tip|quantity|qty|items|products|gift|cost|weight|credit|channel|id|no|number|date|person|order count)\b/,
    },
  ],
};

/** "Größe (cm)" → "grosse cm": no accents, words divided at punctuation and at camelCase. */
export const nameWords = (name: string): string =>
  name
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export const squashedName = (name: string): string => nameWords(name).replaceAll(' ', '');

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
